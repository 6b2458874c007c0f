package dev.visavis.call.streams;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.engine.CallEngine;
import dev.visavis.call.engine.CommandRecord;
import dev.visavis.call.engine.EngineLimits;
import dev.visavis.call.engine.EngineMetrics;
import dev.visavis.call.engine.Outcome;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.support.trace.CallSpan;
import dev.visavis.support.trace.CallTracer;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Runs a `CallEngine` in a Kafka Streams task, which reads one partition of the command log.
final class CallProcessor
    implements Processor<@Nullable String, byte @Nullable [], @Nullable String, Object> {
  private static final Logger LOG = Logger.getLogger(CallProcessor.class);
  private static final Duration PRUNE_INTERVAL = Duration.ofSeconds(1);

  private final CallDecider decider;
  private final EngineLimits limits;
  private final Duration timerTick;
  private final EngineMetrics metrics;
  private final CallTracer tracer;
  private @Nullable ProcessorContext<@Nullable String, Object> context;
  private @Nullable CallEngine engine;
  private @Nullable ZombieFence fence;
  private int live;

  CallProcessor(
      CallDecider decider,
      EngineLimits limits,
      Duration timerTick,
      EngineMetrics metrics,
      CallTracer tracer) {
    this.decider = decider;
    this.limits = limits;
    this.timerTick = timerTick;
    this.metrics = metrics;
    this.tracer = tracer;
  }

  @Override
  public void init(ProcessorContext<@Nullable String, Object> newContext) {
    KeyValueStore<String, byte[]> store = newContext.getStateStore(CallTopology.STORE);
    CallEngine newEngine = new CallEngine(new StreamsCallStore(store), decider, limits);
    try (KeyValueIterator<String, byte[]> found = store.all()) {
      found.forEachRemaining(entry -> live += newEngine.restore(entry.key, entry.value) ? 1 : 0);
    }
    metrics.liveCalls(live);
    ZombieFence newGuard = new ZombieFence(StreamsSettings.SESSION_TIMEOUT, System::nanoTime);
    newContext.schedule(
        timerTick,
        PunctuationType.WALL_CLOCK_TIME,
        now -> {
          newGuard.step();
          writeTimers(newContext, newEngine.dueTimers(Instant.ofEpochMilli(now)), now);
        });
    newContext.schedule(
        PRUNE_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> newEngine.prune(Instant.ofEpochMilli(now)));
    context = newContext;
    fence = newGuard;
    engine = newEngine;
  }

  @Override
  public void process(Record<@Nullable String, byte @Nullable []> record) {
    if (context == null || engine == null || fence == null) {
      throw new IllegalStateException("not initialized");
    }
    fence.step();
    String key = Optional.ofNullable(record.key()).orElse("");
    long offset = context.recordMetadata().orElseThrow().offset();
    MDC.put("callId", key);
    CallSpan span = tracer.begin(SpanKind.CONSUMER, () -> "decide", key, record.headers());
    try {
      long start = System.nanoTime();
      long waited = context.currentSystemTimeMs() - record.timestamp();
      Outcome outcome =
          engine.apply(new CommandRecord(key, bytes(record.value()), offset, record.timestamp()));
      metrics.decided(outcome, Duration.ofMillis(waited), System.nanoTime() - start);
      live += outcome.timings().live();
      span.note("visavis.command", outcome.kind())
          .note("visavis.outcome", outcome.result().label().toUpperCase(Locale.ROOT))
          .passOn(record.headers());
      send(context, record, key, outcome);
    } finally {
      span.end();
      MDC.remove("callId");
    }
  }

  private static ByteString bytes(byte @Nullable [] value) {
    return value == null ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(value);
  }

  private static void send(
      ProcessorContext<@Nullable String, Object> to,
      Record<@Nullable String, byte @Nullable []> command,
      String callId,
      Outcome outcome) {
    if (outcome.deadLetter() != null) {
      LOG.errorf("A command could not be processed: %s", outcome.deadLetter());
      to.forward(deadLetter(to, command, outcome.deadLetter()), CallTopology.DEAD_LETTERS);
    }
    for (CallEvent event : outcome.events()) {
      to.forward(
          new Record<>(callId, event, command.timestamp(), command.headers()), CallTopology.EVENTS);
    }
    for (Delivery delivery : DeliveryBatches.records(outcome.batch())) {
      to.forward(
          new Record<>(null, delivery, command.timestamp(), command.headers()), CallTopology.INBOX);
    }
  }

  private static Record<@Nullable String, Object> deadLetter(
      ProcessorContext<@Nullable String, Object> context,
      Record<@Nullable String, byte @Nullable []> command,
      String error) {
    Headers headers = new RecordHeaders(command.headers());
    DeadLetterHeaders.add(headers, context.recordMetadata().orElseThrow(), error);
    Object value = Optional.<Object>ofNullable(command.value()).orElseGet(() -> new byte[0]);
    return new Record<>(command.key(), value, command.timestamp(), headers);
  }

  private static void writeTimers(
      ProcessorContext<@Nullable String, Object> to, List<CallCommand> commands, long now) {
    for (CallCommand command : commands) {
      to.forward(
          new Record<>(command.getCallId(), command, now, new RecordHeaders()),
          CallTopology.TIMERS);
    }
  }

  @Override
  public void close() {
    metrics.liveCalls(-live);
    live = 0;
  }
}
