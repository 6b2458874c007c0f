package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.TextFormat;
import dev.visavis.proto.v1.SignalingMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One message in its three forms, from `src/test/resources/golden`.
record Golden(String name, String json, SignalingMessage text, SignalingMessage binary) {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  static List<Golden> all() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      List<Golden> all = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        all.add(read(file.getFileName().toString().replace(".json", "")));
      }
      return all;
    }
  }

  /// The lines of a table, each split at its tabs.
  static List<String[]> table(String name) {
    try (Stream<String> lines = Files.lines(DIRECTORY.resolve(name))) {
      return lines.filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Parses a text to maps, lists and scalars; numbers keep their spelling, which is compared too.
  static Object tree(String json) throws IOException {
    try (JsonParser in = new JsonFactory().createParser(json)) {
      in.nextToken();
      return tree(in);
    }
  }

  private static Golden read(String name) throws IOException {
    return new Golden(
        name,
        Files.readString(DIRECTORY.resolve(name + ".json")),
        TextFormat.parse(
            Files.readString(DIRECTORY.resolve(name + ".txtpb")), SignalingMessage.class),
        SignalingMessage.parseFrom(Files.readAllBytes(DIRECTORY.resolve(name + ".binpb"))));
  }

  private static Object tree(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          in.nextToken();
          fields.put(name, tree(in));
        }
        yield fields;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          elements.add(tree(in));
        }
        yield elements;
      }
      case VALUE_STRING -> in.getText();
      default -> in.currentToken() + " " + in.getText();
    };
  }
}
