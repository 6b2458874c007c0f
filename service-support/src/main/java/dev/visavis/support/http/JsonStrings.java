package dev.visavis.support.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.visavis.support.text.StorableText;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Checks every string of every JSON body; see [StorableText].
@Singleton
final class JsonStrings implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("usable-strings").addDeserializer(String.class, new Checked()));
  }

  private static final class Checked extends StdScalarDeserializer<String> {
    Checked() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      String problem = text == null ? null : StorableText.problem(text);
      if (problem != null) {
        throw new UnusableTextException(parser, problem);
      }
      return text;
    }
  }
}
