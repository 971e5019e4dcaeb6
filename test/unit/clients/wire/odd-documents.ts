/** Small documents with things that are odd but legal; each operation is called once over a socket. */

/** YAML by what is odd in it. */
export const oddDocuments: Readonly<Record<string, string>> = {
  'names that need quotes or escapes': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  "/it's/{a.b}/{class}":
    get:
      operationId: delete
      parameters:
        - { name: a.b, in: path, required: true, schema: { type: string } }
        - { name: class, in: path, required: true, schema: { type: integer } }
        - { name: "q'uote", in: query, schema: { type: string } }
        - { name: "back\\slash", in: query, schema: { type: string } }
        - { name: "__proto__", in: query, schema: { type: string } }
        - { name: constructor, in: query, schema: { type: string } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/My.Thing" } } } } }
components:
  schemas:
    My.Thing: { type: object, properties: { "it's": { type: string }, "new": { type: string }, "a\nb": { type: string }, "__proto__": { type: string }, "*/": {type: string, description: "ends */ here"} } }
    my_thing2: { type: string, enum: ["a'b", "c\\d", "e\nf"] }
    "class": { type: object, properties: { b: {$ref: "#/components/schemas/my_thing2"} } }
    "With Blank": { type: [string, "null"] }
    "日本": { type: object, properties: { "名": { type: string } } }
`,
  'parameters of paths that operations replace': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /x/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: verbose, in: query, schema: { type: boolean } }
      - { name: X-Trace, in: header, schema: { type: string } }
    get:
      operationId: getX
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: verbose, in: query, required: true, schema: { type: string, enum: ["0", "1"] } }
        - { name: x-trace, in: header, schema: { type: integer } }
      responses: { default: { description: nothing } }
    put:
      operationId: putX
      responses: { "204": { description: none }, default: { description: "err", content: { application/json: { schema: { type: object } } } } }
`,
  'path items behind references': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /a: { $ref: "#/components/pathItems/A" }
  /b: { $ref: "#/components/pathItems/A" }
components:
  pathItems:
    A:
      get:
        responses: { "200": { $ref: "#/components/responses/R" } }
      parameters: [ { $ref: "#/components/parameters/P" } ]
  parameters: { P: { name: p, in: query, schema: { type: array, items: { type: string } }, explode: false } }
  responses: { R: { description: r, content: { application/json: { schema: { type: array, items: { type: integer } } } } } }
`,
  cookies: String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /c:
    get:
      operationId: getC
      parameters:
        - { name: sid, in: cookie, required: true, schema: { type: string } }
        - { name: list, in: cookie, schema: { type: array, items: { type: string } } }
        - { name: obj, in: cookie, explode: false, schema: { type: object, additionalProperties: {type: string} } }
      responses: { "200": { description: ok, headers: { Set-Cookie: { schema: { type: string } } }, content: { text/plain: { schema: { type: string } } } } }
`,
  callbacks: String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /subscribe:
    post:
      operationId: subscribe
      requestBody: { content: { application/json: { schema: { type: object, properties: { url: { type: string, format: uri } } } } } }
      responses: { "201": { description: made } }
      callbacks:
        onEvent:
          "{$request.body#/url}":
            post:
              requestBody: { content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } } } } }
              responses: { "200": { description: ok } }
        "on.other": { $ref: "#/components/callbacks/Other" }
components:
  callbacks:
    Other: { "{$request.query.url}": { post: { operationId: other, requestBody: { content: { application/json: { schema: { type: string } } } }, responses: { "200": { description: ok } } } } }
`,
  'anchors of YAML': String.raw`
openapi: 3.0.3
info: { title: T, version: "1" }
x-common: &common
  type: object
  properties: &props
    id: &id { type: string, format: uuid }
paths:
  /a:
    get: &get
      operationId: getA
      responses: &resp
        "200": { description: ok, content: { application/json: { schema: *common } } }
  /b:
    get:
      <<: *get
      operationId: getB
components:
  schemas:
    A: *common
    B: { <<: *common, properties: { <<: *props, other: *id } }
`,
  'empty schemas': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /e:
    post:
      operationId: doE
      requestBody: { content: { application/json: {} , text/plain: {} } }
      responses:
        "200": { description: ok, content: { application/json: { schema: {} } } }
        "201": { description: ok, content: {} }
        "202": { description: ok, content: { application/json: { schema: true } } }
        "404": { description: x, content: { application/json: { schema: false } } }
components:
  schemas:
    Nothing: {}
    All: true
    None: false
    EmptyObject: { type: object }
    Closed: { type: object, additionalProperties: false }
    EmptyArr: { type: array }
    User: { type: object, properties: { n: { $ref: "#/components/schemas/None" }, a: { $ref: "#/components/schemas/All" }, e: {$ref: "#/components/schemas/Nothing"} } }
`,
  forms: String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /f:
    post:
      operationId: postF
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { a: { type: array, items: { type: string } }, o: { type: object, properties: { x: { type: integer } } }, j: { type: object }, p: { type: array, items: { type: string } }, n: {type: [string, "null"]} } }
            encoding: { a: { style: form, explode: false }, o: { style: deepObject, explode: true }, j: { contentType: application/json }, p: { style: pipeDelimited, explode: false } }
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, contentMediaType: application/octet-stream }, files: { type: array, items: { type: string, format: binary } }, meta: { type: object, properties: { k: { type: string } } }, t: { type: string } } }
            encoding: { meta: { contentType: application/json, headers: { X-A: { schema: { type: string } } } }, t: { contentType: "text/plain, text/html" } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
`,
  'paths that differ by case or end': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /Users: { get: { operationId: get_users, responses: { "200": { description: x } } } }
  /users: { get: { operationId: getUsers, responses: { "200": { description: x } } } }
  /users/: { get: { operationId: "get users!", responses: { "200": { description: x } } } }
  "/users/{id}:activate": { post: { responses: { "200": { description: x } } } }
  "/files/{path}.{ext}": { get: { responses: { "200": { description: x } } } }
components:
  schemas:
    user: { type: object }
    User: { type: object }
    USER: { type: object }
    Client: { type: object }
    Promise: { type: object, properties: { then: { type: string } } }
    Blob: { type: object }
    Record: { type: object }
    Params: { type: object }
    GetUsersParams: { type: object }
    GetUsersResponses: { type: object }
    undefined: { type: object }
    string: { type: object }
`,
  'bodies that are no objects': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /j: { post: { operationId: postJ, requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: object, additionalProperties: { type: [string, "null"] } } }, application/json: { schema: { type: string } } } }, responses: { default: { description: e, content: { application/json: { schema: { type: string } } } } } } }
  /arr: { post: { operationId: postArr, requestBody: { required: true, content: { application/json: { schema: { type: array, items: { type: number } } } } }, responses: { "200": { description: e, content: { application/json: { schema: { type: number } } } } } } }
  /nul: { put: { operationId: putNull, requestBody: { content: { application/json: { schema: { type: [boolean, "null"] } } } }, responses: { "200": { description: e, content: { application/json: { schema: { type: "null" } } } } } } }
  /x: { post: { operationId: postXml, requestBody: { content: { application/xml: { schema: { type: object } }, text/csv: {} , "application/*": { schema: { type: string, format: binary } } } }, responses: { "200": { description: e, content: { text/html: {} } } } } }
  /d: { delete: { operationId: delD, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { "200": { description: e } } } }
`,
  Swagger: String.raw`
swagger: "2.0"
info: { title: T, version: "1" }
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
paths:
  /s/{id}:
    parameters: [ { name: id, in: path, required: true, type: string } ]
    post:
      operationId: postS
      parameters:
        - { name: tags, in: query, type: array, items: { type: string }, collectionFormat: multi }
        - { name: pipes, in: query, type: array, items: { type: string }, collectionFormat: pipes }
        - { name: body, in: body, schema: { $ref: "#/definitions/S" } }
      responses: { 200: { description: ok, schema: { $ref: "#/definitions/S" } }, default: { description: e } }
  /up:
    post:
      operationId: up
      consumes: [multipart/form-data]
      parameters: [ { name: f, in: formData, type: file, required: true }, { name: t, in: formData, type: string } ]
      responses: { 200: { description: ok } }
definitions:
  S: { type: object, required: [a], discriminator: kind, properties: { kind: { type: string }, a: { type: string, x-nullable: true } } }
  T: { allOf: [ { $ref: "#/definitions/S" }, { type: object, properties: { b: { type: integer } } } ] }
`,
  'operations called as anything of JavaScript': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /0/{id}: { get: { operationId: "export", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /1/{id}: { get: { operationId: "constructor", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /2/{id}: { get: { operationId: "toString", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /3/{id}: { get: { operationId: "then", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /4/{id}: { get: { operationId: "__proto__", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /5/{id}: { get: { operationId: "hasOwnProperty", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /6/{id}: { get: { operationId: "default", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /8/{id}: { get: { operationId: "connect", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /9/{id}: { get: { operationId: "environments", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /10/{id}: { get: { operationId: "client", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /11/{id}: { get: { operationId: "options", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /12/{id}: { get: { operationId: "params", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /13/{id}: { get: { operationId: "call", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /14/{id}: { get: { operationId: "readJson", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /15/{id}: { get: { operationId: "undefined", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /16/{id}: { get: { operationId: "NaN", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /17/{id}: { get: { operationId: "async", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /18/{id}: { get: { operationId: "await", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /19/{id}: { get: { operationId: "of", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /20/{id}: { get: { operationId: "get", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /21/{id}: { get: { operationId: "Object", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /22/{id}: { get: { operationId: "Promise", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /23/{id}: { get: { operationId: "fetch", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /24/{id}: { get: { operationId: "404", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /25/{id}: { get: { operationId: "2fa", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /26/{id}: { get: { operationId: "a", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /27/{id}: { get: { operationId: "A", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /28/{id}: { get: { operationId: "valueOf", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /29/{id}: { get: { operationId: "createClient", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /30/{id}: { get: { operationId: "functions", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /31/{id}: { get: { operationId: "Error", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /32/{id}: { get: { operationId: "pages", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
  /33/{id}: { get: { operationId: "items", parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } } } }
`,
  'parameters in the middle of a segment': String.raw`
openapi: 3.1.0
info: { title: T, version: "1" }

paths:
  /a/{id}/b/{id}: { get: { operationId: twice, parameters: [ { name: id, in: path, required: true, schema: { type: string } } ], responses: { "200": { description: ok } } } }
  /m/{a},{b};x: { get: { operationId: multi, parameters: [ { name: a, in: path, required: true, style: matrix, schema: { type: array, items: {type: string} } }, { name: b, in: path, required: true, style: label, explode: true, schema: { type: object, additionalProperties: {type: string} } } ], responses: { "200": { description: ok } } } }
  /q: { get: { operationId: qs, parameters: [ { name: "a[]", in: query, schema: { type: array, items: { type: string } } }, { name: "filter[x]", in: query, schema: { type: string } }, { name: any, in: query, schema: {} }, { name: u, in: query, schema: { anyOf: [ { type: string }, { type: array, items: { type: string } } ] } }, { name: d, in: query, schema: { type: string, format: date-time, default: now } }, { name: n, in: query, required: true, schema: { type: [string, "null"] } } ], responses: { "200": { description: ok } } } }
`,
};
