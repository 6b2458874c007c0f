package dev.visavis.call.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/// The handler drops records that are too large and changes no other behaviour.
class TooLargeRecordHandlerTest {
  private final TooLargeRecordHandler handler = new TooLargeRecordHandler();

  private Result resultOf(Exception failure) {
    handler.configure(Map.of());
    ErrorHandlerContext context =
        new DefaultErrorHandlerContext(
            null, "commands", 0, 1, null, "engine", new TaskId(0, 0), 0, new byte[0], new byte[0]);
    return handler
        .handleError(context, new ProducerRecord<>("inbox", new byte[9]), failure)
        .result();
  }

  @Test
  void onlyTooLargeRecordsAreDropped() {
    assertEquals(Result.RESUME, resultOf(new RecordTooLargeException("9 bytes")));
    assertEquals(Result.RETRY, resultOf(new TimeoutException("no answer")));
    assertEquals(Result.FAIL, resultOf(new TopicAuthorizationException("inbox")));
  }
}
