package dev.visavis.proto;

/// The headers of records in `visavis.dead-letters`, and of records that are written again from
/// there: docs/protocol.md, "Events for programs". Values are text in UTF-8.
public final class DeadLetterHeader {
  public static final String TOPIC = "visavis-origin-topic";
  public static final String PARTITION = "visavis-origin-partition";
  public static final String OFFSET = "visavis-origin-offset";

  /// The service that could not process the record.
  public static final String CONSUMER = "visavis-consumer";

  public static final String ERROR = "visavis-error";

  /// On a record that was written to its topic again: the id of the letter that it comes from.
  public static final String REPLAY_OF = "visavis-replay-of";

  /// On a record of the dead letters that is no letter: the letter of this id was replayed.
  public static final String REPLAYED = "visavis-replayed";

  private DeadLetterHeader() {}
}
