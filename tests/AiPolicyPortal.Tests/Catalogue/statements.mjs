// Reads {turtle, jsonld} from standard input and answers the statements of each as N-Quads, one a string.
import jsonld from "jsonld";
import { Parser, Writer } from "n3";
import { text } from "node:stream/consumers";

const question = JSON.parse(await text(process.stdin));
const writer = new Writer({ format: "N-Quads" });
const ofTurtle = new Parser({ format: "Turtle" }).parse(question.turtle).map((quad) => writer.quadToString(quad.subject, quad.predicate, quad.object, quad.graph).trim());
const quads = await jsonld.toRDF(JSON.parse(question.jsonld), { format: "application/n-quads", safe: true });
const ofJson = new Parser({ format: "N-Quads" }).parse(quads).map((quad) => writer.quadToString(quad.subject, quad.predicate, quad.object, quad.graph).trim());
process.stdout.write(JSON.stringify({ turtle: ofTurtle, jsonld: ofJson }));
