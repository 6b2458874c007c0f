// Prints the events of all calls, from the oldest record that Kafka still has, until it is interrupted. `./visavis
// example events-js` runs it.
import { fromBinary, toJsonString } from '@bufbuild/protobuf';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { Kafka, logLevel } from 'kafkajs';
import { CallEventSchema } from './gen/visavis/v1/events_pb.js';
import { Once } from './once.js';
import { signIn } from './sign-in.js';

const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? '127.0.0.1:9092').split(',');
const kafka = new Kafka({ clientId: 'events-js', brokers, logLevel: logLevel.WARN, ...signIn(process.env) });
// kafkajs reads only committed records by default.
const consumer = kafka.consumer({ groupId: 'events-js', readUncommitted: false });
const once = new Once();

await consumer.connect();
await consumer.subscribe({ topics: ['visavis.call.events'], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const event = fromBinary(CallEventSchema, message.value);
    if (!once.isNew(event)) return;
    const at = timestampDate(event.occurredAt).toISOString();
    const fact = CallEventSchema.oneofs[0].fields.find((field) => field.localName === event.fact.case);
    // A later release may have further events; they are not errors.
    const said = fact ? `${fact.name} ${toJsonString(fact.message, event.fact.value)}` : 'a newer fact';
    console.log(`${at}  ${event.callId.slice(0, 8)}  ${said}`);
  },
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => consumer.disconnect());
}
