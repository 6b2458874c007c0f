import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { CallEventSchema } from './gen/visavis/v1/events_pb.js';
import { Once } from './once.js';

const fact = (version, index) => {
  const written = create(CallEventSchema, { callId: 'c', version, index });
  return fromBinary(CallEventSchema, toBinary(CallEventSchema, written));
};

test('repeated events are taken once', () => {
  const once = new Once();
  const taken = [fact(1, 0), fact(1, 1), fact(2, 0), fact(1, 1), fact(2, 0), fact(3, 0)].map((each) =>
    once.isNew(each),
  );
  assert.deepEqual(taken, [true, true, true, false, false, true]);
});
