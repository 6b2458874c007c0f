/**
 * The login settings of kafkajs, if Kafka requires a login, from the environment variables that Java programs read. The
 * user and the password are in the variable for JAAS.
 */
export function signIn(environment) {
  const protocol = environment.KAFKA_SECURITY_PROTOCOL ?? 'PLAINTEXT';
  const ssl = protocol.endsWith('SSL');
  if (!protocol.startsWith('SASL_')) return { ssl };
  const jaas = environment.KAFKA_SASL_JAAS_CONFIG ?? '';
  const value = (name) => new RegExp(`${name}="([^"]*)"`).exec(jaas)?.[1] ?? '';
  const mechanism = (environment.KAFKA_SASL_MECHANISM ?? 'PLAIN').toLowerCase();
  return { ssl, sasl: { mechanism, username: value('username'), password: value('password') } };
}
