// Reads one request a line, {schemas: {name: schema}} to learn schemas or {schema: reference, value} to check a value, and answers
// each with one line: the faults found, none when all is well.
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { createInterface } from "node:readline";

const ajv = new Ajv({ strict: false, allErrors: false, validateSchema: true });
addFormats(ajv);
const compiled = new Map();

function learn(schemas) {
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  return [];
}

function check(reference, value) {
  if (!compiled.has(reference)) compiled.set(reference, ajv.compile({ $ref: reference }));
  const validate = compiled.get(reference);
  return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { schemas, schema, value } = JSON.parse(line);
  let faults;
  try {
    faults = schemas ? learn(schemas) : check(schema, value);
  } catch (error) {
    faults = [`The schema cannot be used: ${error.message}`];
  }
  process.stdout.write(JSON.stringify(faults) + "\n");
}
