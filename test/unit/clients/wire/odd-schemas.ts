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
  schemas:
    A: { type: string, nullable: true }
    E: { type: string, enum: [x, y, null], nullable: true }
    F: { type: string, enum: [x, y], nullable: true }
    I: { type: integer, enum: [1, 2, null] }
    N:
      type: object
      properties:
        a: { nullable: true, $ref: "#/components/schemas/A" }
        b: { nullable: true, allOf: [ { $ref: "#/components/schemas/F" } ] }
        c: { nullable: true, oneOf: [ { $ref: "#/components/schemas/E" }, { type: integer } ] }
        d: { type: array, nullable: true, items: { nullable: true, type: string } }
        e: { nullable: true }
        f: { nullable: true, enum: [1, 2] }
        g: { type: object, nullable: true, additionalProperties: { nullable: true, type: number } }
        h: { $ref: "#/components/schemas/I" }
`,
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
  schemas:
    A: { type: [string, "null"], default: null, examples: [null] }
    N:
      type: [object, "null"]
      properties:
        a: { $ref: "#/components/schemas/A", description: more, default: x, deprecated: true }
        b: { nullable: true, $ref: "#/components/schemas/A" }
        c: { enum: [null] }
        d: { const: null }
        e: { type: "null" }
        f: { type: [string, integer, "null"], enum: [a, 1, null, 2] }
        g: { $ref: "#/components/schemas/A", type: string }
        h: { $ref: "#/components/schemas/A", minLength: 2 }
        i: { anyOf: [ { $ref: "#/components/schemas/A" }, { type: "null" } ] }
`,
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
  schemas:
    Tree: { $anchor: tree, type: object, properties: { value: { type: string }, children: { type: array, items: { $ref: "#tree" } } } }
    Holder: { $id: "https://example.com/holder", type: object, properties: { inner: { $ref: "#/$defs/inner" }, self: { $ref: "https://example.com/holder" }, an: { $ref: "#loc" } }, $defs: { inner: { type: object, properties: { n: { type: integer } } }, l: { $anchor: loc, type: string } } }
    Dyn: { $dynamicAnchor: node, type: object, properties: { next: { $dynamicRef: "#node" } } }
    Rel: { $id: "rel/x", $ref: "y", $defs: { y: { $id: "y", type: string } } }
`,
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
  schemas:
    V:
      type: object
      properties:
        i64: { type: integer, format: int64, maximum: 9223372036854775807, minimum: -9223372036854775808 }
        u64: { type: integer, format: uint64, maximum: 18446744073709551615 }
        c: { const: 9007199254740993 }
        e: { enum: [9223372036854775807, -0.0, 1e400] }
        m: { type: number, multipleOf: 0.01 }
        x: { type: integer, exclusiveMinimum: 0, exclusiveMaximum: 10 }
        byte: { type: string, format: byte }
        bin: { type: string, format: binary }
        b64: { type: string, contentEncoding: base64, contentMediaType: image/png }
        long: { type: string, maxLength: 99999999999 }
        pat: { type: string, pattern: "^[\\p{L}\\-]+$" }
        pat2: { type: string, pattern: "/^a$/i" }
        dec: { type: string, format: decimal }
        def: { type: integer, default: 12345678901234567890 }
`,
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
  links: { L: { operationRef: "#/paths/~1u~1{id}/get" } }
  responses: { U: { description: u, content: { application/json: { schema: { $ref: "#/components/schemas/U" } } } } }
  schemas:
    U:
      type: object
      required: [id, name, password, profile]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string }
        password: { type: string, writeOnly: true }
        profile: { $ref: "#/components/schemas/Profile" }
        friends: { type: array, items: { $ref: "#/components/schemas/U" } }
        byId: { type: object, additionalProperties: { $ref: "#/components/schemas/U" } }
    Profile: { type: object, required: [created, bio], properties: { created: { type: string, readOnly: true }, bio: { type: string } } }
`,
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
  schemas:
    P: { type: object, properties: { u: { oneOf: [ { type: object, properties: { t: { const: a }, x: { type: integer } }, required: [t] }, { type: object, properties: { t: { enum: [b, c] } }, required: [t] } ], discriminator: { propertyName: t } }, v: { discriminator: { propertyName: kind }, anyOf: [ { $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }, { type: "null" } ] }, w: { $ref: "#/components/schemas/Union" } } }
    A: { type: object, required: [kind], properties: { kind: { type: string } } }
    B: { type: object, properties: { kind: { type: string }, n: { type: array, items: { $ref: "#/components/schemas/Union" } } } }
    Union: { oneOf: [ { $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/Nested" } ], discriminator: { propertyName: kind, mapping: { a: A, a2: "#/components/schemas/A", n: Nested } } }
    Nested: { oneOf: [ { $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/C" } ], discriminator: { propertyName: sub } }
    C: { type: object, required: [kind, sub], properties: { kind: { type: string }, sub: { type: string } } }
`,
  'circles of allOf':
    head() +
    operationWith('A') +
    String.raw`
components:
  schemas:
    A: { allOf: [ { $ref: "#/components/schemas/B" }, { type: object, properties: { a: { type: string } } } ] }
    B: { type: object, properties: { b: { $ref: "#/components/schemas/A" }, c: { allOf: [ { $ref: "#/components/schemas/A" } ], description: again }, d: { oneOf: [ { $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" } ] } } }
    L: { type: array, items: { $ref: "#/components/schemas/L" } }
    U: { anyOf: [ { $ref: "#/components/schemas/L" }, { $ref: "#/components/schemas/V" } ] }
    V: { type: object, additionalProperties: { $ref: "#/components/schemas/U" } }
`,
};
