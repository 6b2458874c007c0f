package dev.visavis.proto;

/// The headers of records in `visavis.dead-letters`, and of replayed records: docs/protocol.md,
/// "Events for programs". Values are UTF-8 text.
public final class DeadLetterHeader {
  public static final String TOPIC = "visavis-origin-topic";
  public static final String PARTITION = "visavis-origin-partition";
  public static final String OFFSET = "visavis-origin-offset";

  /// The service that could not process the record.
  public static final String CONSUMER = "visavis-consumer";

  public static final String ERROR = "visavis-error";

  /// On a replayed record: the id of its dead letter.
  public static final String REPLAY_OF = "visavis-replay-of";

  /// On a record of the dead letters without a value: the letter with this id was replayed.
  public static final String REPLAYED = "visavis-replayed";

  private DeadLetterHeader() {}
}
