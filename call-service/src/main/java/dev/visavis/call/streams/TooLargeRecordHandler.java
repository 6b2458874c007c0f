package dev.visavis.call.streams;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jboss.logging.Logger;

/// Skips a record that the broker or the producer refuses as too large. Stopping would replay the
/// command that caused it, fail again, and block every call of the partition.
///
/// The engine refuses such commands beforehand ([dev.visavis.call.engine.RecordLimits]), so this
/// happens only if a topic has a lower limit than the engine assumes.
public final class TooLargeRecordHandler extends DefaultProductionExceptionHandler {
  private static final Logger LOG = Logger.getLogger(TooLargeRecordHandler.class);

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (!(exception instanceof RecordTooLargeException)) {
      return super.handleError(context, record, exception);
    }
    LOG.errorf(
        "A record of %d bytes is too large for %s; dropping it. Raise max.message.bytes there:"
            + " %s",
        record.value() == null ? 0 : record.value().length, record.topic(), exception.getMessage());
    return Response.resume();
  }
}
