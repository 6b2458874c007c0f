import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from './sign-in.js';

test('without a login in the environment there are no login settings', () => {
  assert.deepEqual(signIn({}), { ssl: false });
});

test('the user and the password are read from the JAAS variable', () => {
  const environment = {
    KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
    KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
    KAFKA_SASL_JAAS_CONFIG: 'org.apache.kafka.ScramLoginModule required username="ada" password="s3cret";',
  };
  assert.deepEqual(signIn(environment), {
    ssl: true,
    sasl: { mechanism: 'scram-sha-512', username: 'ada', password: 's3cret' },
  });
});
