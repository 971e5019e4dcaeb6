/** Small documents with odd but legal schemas; each operation is called once over a socket. */

function head(version = '3.1.0'): string {
  return `openapi: ${version}\ninfo: { title: T, version: "1" }\n`;
}

/** An operation that sends and answers a component. */
function operationWith(name: string): string {
  const media = `content: { application/json: { schema: { $ref: "#/components/schemas/${name}" } } }`;
  return `paths: { /x: { post: { operationId: postX, requestBody: { ${media} }, responses: { "200": { description: ok, ${media} } } } } }\n`;
}

/** YAML by what is odd in it. */
export const oddSchemas: Readonly<Record<string, string>> = {
  'nullable beside references, 3.0':
    head('3.0.3') +
    String.raw`
paths:
  /n:
    put:
      operationId: putN
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/N" } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/N" } } } } }
components:
  'nullable beside references, 3.1':
    head() +
    String.raw`
paths:
  /n:
    put:
      operationId: putN
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/N" } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/N" } } } } }
components:
  'anchors, ids and dynamic references':
    head() +
    String.raw`
paths:
  /a:
    post:
      operationId: postA
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Tree" } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/paths/~1a/post/requestBody/content/application~1json/schema" } } } }, "201": { description: x, content: { application/json: { schema: { $ref: "#/components/schemas/Holder/properties/inner" } } } } }
components:
  'values of every size':
    head() +
    String.raw`
paths:
  /v/{big}:
    post:
      operationId: postV
      parameters:
        - { name: big, in: path, required: true, schema: { type: integer, format: int64 } }
        - { name: bigs, in: query, schema: { type: string, format: int64 } }
        - { name: e, in: query, schema: { type: number, enum: [1, 1.5, 1e21] } }
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/V" } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/V" } } } } }
components:
  'readOnly and required in requests, links, headers of answers':
    head('3.0.3') +
    String.raw`
paths:
  /u:
    post:
      operationId: addU
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/U" } } } }
      responses:
        "201":
          description: made
          headers: { Location: { schema: { type: string } }, X-Rate: { description: r, schema: { type: integer } } }
          content: { application/json: { schema: { $ref: "#/components/schemas/U" } } }
          links: { get: { operationId: getU, parameters: { id: "$response.body#/id" } }, other: { $ref: "#/components/links/L" } }
  /u/{id}:
    get: { operationId: getU, parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { $ref: "#/components/responses/U" }, 4XX: { description: err, content: { application/problem+json: { schema: { type: object, properties: { title: { type: string } } } } } } } }
    patch: { operationId: patchU, parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], requestBody: { content: { application/merge-patch+json: { schema: { $ref: "#/components/schemas/U" } }, application/json-patch+json: { schema: { type: array, items: { type: object } } } } }, responses: { "200": { $ref: "#/components/responses/U" } } }
components:
  'empty and boolean everything':
    head() +
    String.raw`
paths:
  /z:
    post:
      operationId: postZ
      parameters: [ { name: anything, in: query, schema: {} }, { name: t, in: query, schema: true }, { name: noschema, in: query }, { name: arr, in: query, schema: { type: array } }, { name: nul, in: query, schema: { type: "null" } } ]
      requestBody: { content: { application/json: { schema: true } } }
      responses: { "200": { description: ok, content: { "*/*": {} } }, "2XX": { description: ok, content: { "application/json": { schema: { type: [array, object], items: {} } } } }, "3XX": { description: r }, default: { description: "", content: {} } }
webhooks: {}
components: { schemas: { F: false, T: true, O: { properties: { f: false } }, Empty: {}, OneEmpty: { oneOf: [ {}, { type: string } ] }, AnyOne: { anyOf: [ { type: string } ] }, AllNone: { allOf: [ {} ] } } }
`,
  'discriminators inline':
    head() +
    operationWith('P') +
    String.raw`
components:
  'circles of allOf':
    head() +
    operationWith('A') +
    String.raw`
components:
};
