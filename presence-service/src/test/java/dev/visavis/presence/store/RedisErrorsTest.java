package dev.visavis.presence.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each error is in the words of Redis 7, as the client passes it on.
class RedisErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ERR [0] WRONGTYPE Operation against a key holding the wrong kind of value | true
          ERR [2] wrong number of arguments for 'hset' command                      | true
          ERR [2] Error running script (call to f_1): user_script:3: bad argument   | true
          ERR [0] LOADING Redis is loading the dataset in memory                    | false
          ERR [0] READONLY You can't write against a read only replica.             | false
          ERR [1] OOM command not allowed when used memory > 'maxmemory'.           | false
          ERR [1] max number of clients reached                                     | false
          ERR [1] NOSCRIPT No matching script. Please use EVAL.                     | false
          ERR [0] CONNECTION_CLOSED                                                 | false
          """)
  void onlyAnErrorInTheRequestIsItsFault(String error, boolean fault) {
    assertEquals(fault, RedisErrors.of(error).isPermanent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ERR [0] NOSCRIPT No matching script. Please use EVAL. | true
          ERR [0] LOADING Redis is loading the dataset          | false
          """)
  void aRestartedRedisAsksForItsScripts(String error, boolean asks) {
    assertEquals(asks, RedisErrors.of(error).isMissingScript());
    assertEquals(asks, RedisErrors.of("ERR [0] READONLY not now\n" + error).isMissingScript());
  }

  @Test
  void aBatchWithATransientErrorIsRetried() {
    String both = "ERR [0] WRONGTYPE Operation against a key\nERR [1] LOADING Redis is loading";
    assertFalse(RedisErrors.of(both).isPermanent());
  }
}
