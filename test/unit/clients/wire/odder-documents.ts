/** Small documents with odd but legal parameters, forms, names and answers; each operation is called once over a socket. */

function head(version = '3.1.0'): string {
  return `openapi: ${version}\ninfo: { title: T, version: "1" }\n`;
}

/** YAML by what is odd in it. */
export const odderDocuments: Readonly<Record<string, string>> = {
  'parameters with content, arrays in headers, defaults':
    head() +
    String.raw`
paths:
  /p/{key}:
    get:
      operationId: getP
      parameters:
        - { name: key, in: path, required: true, content: { application/json: { schema: { type: object, properties: { a: { type: integer } }, required: [a] } } } }
        - { name: filter, in: query, content: { application/json: { schema: { type: object, properties: { tags: { type: array, items: { type: string } } } } } } }
        - { name: plain, in: query, content: { text/plain: { schema: { type: string } } } }
        - { name: X-Ids, in: header, schema: { type: array, items: { type: integer } } }
        - { name: X-Map, in: header, explode: true, schema: { type: object, additionalProperties: { type: string } } }
        - { name: X-Json, in: header, content: { application/json: { schema: { type: array, items: { type: string } } } } }
        - { name: page, in: query, schema: { type: integer, default: 1 } }
        - { name: on, in: query, required: true, schema: { type: boolean, default: true } }
        - { name: when, in: query, schema: { type: string, format: date-time } }
        - { name: sort, in: query, schema: { type: array, items: { type: string, enum: [a, "-a"] }, default: [a] } }
        - { name: ck, in: cookie, content: { application/json: { schema: { type: object } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: string } } } } }
`,
  'deepObject, reserved characters, label and matrix':
    head() +
    String.raw`
paths:
  /m{matrix}/l{label}/{a}.{b}-{c}/{a}/x.{fmt}:
    get:
      operationId: getM
      parameters:
        - { name: matrix, in: path, required: true, style: matrix, explode: true, schema: { type: array, items: { type: string } } }
        - { name: label, in: path, required: true, style: label, schema: { type: object, additionalProperties: { type: string } } }
        - { name: a, in: path, required: true, schema: { type: string } }
        - { name: b, in: path, required: true, schema: { type: string } }
        - { name: c, in: path, required: true, schema: { type: array, items: { type: string } } }
        - { name: fmt, in: path, required: true, schema: { type: string, enum: [json, xml] } }
        - { name: q, in: query, style: deepObject, explode: true, schema: { type: object, properties: { in: { type: array, items: { type: object, properties: { x: { type: string } } } }, not: { type: object, properties: { y: { type: array, items: { type: integer } } } } } } }
        - { name: path, in: query, allowReserved: true, schema: { type: string } }
        - { name: list, in: query, allowReserved: true, explode: false, schema: { type: array, items: { type: string } } }
        - { name: "a[]", in: query, schema: { type: array, items: { type: string } } }
        - { name: "b[c]", in: query, schema: { type: string } }
        - { name: "sp", in: query, style: spaceDelimited, explode: false, schema: { type: array, items: { type: string } } }
        - { name: "pd", in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
        - { name: obj, in: query, explode: false, schema: { type: object, properties: { r: { type: integer }, g: { type: integer } } } }
        - { name: objx, in: query, schema: { type: object, properties: { r2: { type: integer } }, additionalProperties: { type: string } } }
      responses: { "204": { description: none } }
`,
  'form bodies with encodings':
    head() +
    String.raw`
paths:
  /f:
    post:
      operationId: postF
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [a], properties: { a: { type: string }, list: { type: array, items: { type: string } }, csv: { type: array, items: { type: string } }, pipe: { type: array, items: { type: string } }, deep: { type: object, properties: { k: { type: array, items: { type: string } } } }, json: { type: object }, n: { type: [integer, "null"] }, ex: { type: object, properties: { z: { type: string } } } } }
            encoding: { csv: { style: form, explode: false }, pipe: { style: pipeDelimited, explode: false }, deep: { style: deepObject, explode: true }, json: { contentType: application/json }, ex: { style: form, explode: true }, nothing: { style: form } }
          multipart/form-data:
            schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, files: { type: array, items: { type: string, contentMediaType: application/octet-stream } }, meta: { type: object, properties: { a: { type: string } } }, metas: { type: array, items: { type: object } }, xml: { type: string }, b64: { type: string, contentEncoding: base64 } } }
            encoding: { file: { contentType: "image/png, image/jpeg" }, xml: { contentType: application/xml }, meta: { contentType: "application/vnd.x+json" } }
      responses: { "200": { description: ok } }
  /g:
    post:
      operationId: postG
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, additionalProperties: { type: string } } }, "application/*": { schema: {} }, "*/*": { schema: { type: string, format: binary } } } }
      responses: { "200": { description: ok } }
`,
  'operations without names that would collide':
    head() +
    String.raw`
tags: [ { name: "a/b c" }, { name: "../x" }, { name: "日本" } ]
paths:
  /a-b: { get: { tags: ["a/b c"], responses: { "200": { description: ok } } } }
  /a_b: { get: { tags: ["../x", "日本"], responses: { "200": { description: ok } } } }
  /a/b: { get: { responses: { "200": { description: ok } } } }
  /a/b/: { get: { responses: { "200": { description: ok } } } }
  /a/{b}: { get: { parameters: [ { name: b, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok } } } }
  /: { get: { responses: { "200": { description: ok } } }, options: { responses: { "200": { description: ok } } }, head: { responses: { "200": { description: ok } } } }
  /x: { get: { operationId: "get A", responses: { "200": { description: ok } } }, put: { operationId: "get-A", responses: { "200": { description: ok } } }, post: { operationId: "a/b", deprecated: true, summary: "x */ y", responses: { "200": { description: ok } } } }
  /y: { get: { operationId: "1st", responses: { "200": { description: ok } } }, put: { operationId: "日本", responses: { "200": { description: ok } } }, post: { operationId: "", responses: { "200": { description: ok } } } }
`,
  'cookies with special characters and odd headers':
    head('3.2.0') +
    String.raw`
paths:
  /k:
    get:
      operationId: getK
      parameters:
        - { name: "my-cookie", in: cookie, schema: { type: string } }
        - { name: "list", in: cookie, style: cookie, schema: { type: array, items: { type: string } } }
        - { name: "raw", in: cookie, style: cookie, schema: { type: string } }
        - { name: Accept, in: header, schema: { type: string } }
        - { name: Authorization, in: header, schema: { type: string } }
        - { name: Content-Type, in: header, schema: { type: string } }
        - { name: "X-Class", in: header, required: true, schema: { type: string, enum: [a, b] } }
      responses: { "200": { description: ok, content: { "text/plain; charset=utf-8": { schema: { type: string } }, "APPLICATION/JSON": { schema: { type: string } } } }, default: { $ref: "#/components/responses/D" } }
    query: { operationId: queryK, requestBody: { content: { application/json: { schema: { type: string } } } }, responses: { "200": { description: ok } } }
components: { responses: { D: { description: d, content: { application/json: { schema: { type: object } } } } } }
`,
  'references with escapes':
    head() +
    String.raw`
paths: { "/a~b/{c%20d}": { get: { operationId: getA, parameters: [ { name: "c%20d", in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/a%20b~1c" } } } }, "201": { description: ok, content: { application/json: { schema: { $ref: "#/paths/~1a~0b~1%7Bc%2520d%7D/get/responses/200/content/application~1json/schema" } } } } } } } }
components: { schemas: { "a b/c": { type: object, properties: { "x/y~z": { $ref: "#/components/schemas/a%20b~1c/properties/w%25" }, "w%": { type: integer } } } } }
`,
  'answers of every kind':
    head() +
    String.raw`
paths:
  /r1: { get: { operationId: r1, responses: { "200": { description: a, content: { "application/json; charset=utf-8": { schema: { type: integer } } } }, "201": { description: b, content: { "application/vnd.x.v1+json": { schema: { type: string } } } }, "2XX": { description: c, content: { application/json: { schema: { type: boolean } } } } } } }
  /r2: { get: { operationId: r2, responses: { default: { description: d, content: { application/json: { schema: { type: object, properties: { z: { type: string } } } } } } } } }
  /r4: { get: { operationId: r4, responses: { "302": { description: moved }, "404": { description: no, content: { text/html: { schema: { type: string } } } } } } }
  /r5: { get: { operationId: r5, responses: { "200": { description: d, content: { application/octet-stream: {}, "image/*": { schema: {} }, text/csv: {} } } } } }
  /r6: { head: { operationId: r6, responses: { "200": { description: d, content: { application/json: { schema: { type: integer } } } } } }, delete: { operationId: r6d, requestBody: { content: { application/json: { schema: { type: array, items: { type: string } } } } }, responses: { "204": { description: n } } } }
  /r7: { get: { operationId: r7, responses: { "200": { description: d, content: { application/xml: { schema: { type: object } }, application/json: { schema: { type: object, properties: { q: { type: integer } } } } } } } } }
  /r8: { get: { operationId: r8, responses: {} } }
  /r9: { get: { operationId: r9, responses: { "200": { description: d, content: { application/json: { schema: { type: "null" } } } }, "1XX": { description: i }, "418": { description: t, content: { application/json: {} } } } } }
`,
  'queries of structures':
    head('3.0.0') +
    String.raw`
paths:
  /q:
    get:
      operationId: getQ
      parameters:
        - { name: objs, in: query, schema: { type: array, items: { type: object, properties: { a: { type: string } } } } }
        - { name: arrs, in: query, explode: false, schema: { type: array, items: { type: array, items: { type: integer } } } }
        - { name: either, in: query, schema: { oneOf: [ { type: string }, { type: array, items: { type: string } } ] } }
        - { name: nest, in: query, schema: { type: object, properties: { o: { type: object, properties: { x: { type: string } } }, l: { type: array, items: { type: integer } } } } }
        - { name: deep, in: query, style: deepObject, schema: { type: object, additionalProperties: { type: object, additionalProperties: { type: array, items: { type: string } } } } }
        - { name: lst, in: query, style: deepObject, schema: { type: array, items: { type: string } } }
        - { name: b, in: query, allowEmptyValue: true, schema: { type: boolean } }
        - { name: "", in: query, schema: { type: string } }
        - { name: any, in: query, schema: { anyOf: [ { type: integer }, { type: object, additionalProperties: { type: integer } } ] } }
        - { name: n, in: query, schema: { type: number, format: double } }
        - { name: d, in: query, schema: { type: string, format: date } }
      responses: { "200": { description: ok } }
`,
};
