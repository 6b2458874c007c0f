package dev.visavis.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallEvent.FactCase;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the user whom an event is about: the `user_id` of its fact.
public final class EventSubject {
  private record Fields(FieldDescriptor fact, FieldDescriptor userId) {}

  private static final Map<FactCase, Fields> FIELDS = new EnumMap<>(FactCase.class);

  static {
    CallEvent.getDescriptor().getOneofs().getFirst().getFields().forEach(EventSubject::add);
  }

  private EventSubject() {}

  private static void add(FieldDescriptor fact) {
    FieldDescriptor userId = fact.getMessageType().findFieldByName("user_id");
    if (userId != null) {
      FIELDS.put(FactCase.forNumber(fact.getNumber()), new Fields(fact, userId));
    }
  }

  /// Null if the event is about the whole call, or if only a newer schema knows it.
  public static @Nullable String userId(CallEvent event) {
    Fields fields = FIELDS.get(event.getFactCase());
    return fields == null
        ? null
        : (String) ((Message) event.getField(fields.fact())).getField(fields.userId());
  }
}
