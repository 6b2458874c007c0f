package dev.visavis.gateway.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.gateway.connection.CloseCode;
import dev.visavis.gateway.limits.SocketRateLimiter;
import dev.visavis.gateway.messages.MessageValidator;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.proto.JsonCodec;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Compares the limits, close codes and examples of docs/protocol.md with the code.
class ProtocolLimitsTest {
  private static final UUID SENDER = UUID.fromString("8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01");
  private static final String CALL = "\"callId\":\"3f6d1b1e-8a55-5f2b-9c3e-0a6f4f0c2d11\"";
  private static final Pattern CLOSE_CODE = Pattern.compile("(?m)^\\| (\\d{4}) \\| `([^`]+)` \\|");
  private static final Pattern EXAMPLES = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  /// Settings that are addresses, not limits.
  private static final Set<String> ADDRESSES = Set.of("inboxPartition");

  private final String page;

  ProtocolLimitsTest() throws IOException {
    page = Files.readString(Path.of("../docs/protocol.md"));
  }

  @Test
  void everyCloseCodeIsDocumented() {
    Set<String> said =
        CLOSE_CODE
            .matcher(page)
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used =
        Arrays.stream(CloseCode.values())
            .map(code -> code.reason().getCode() + " " + code.reason().getMessage())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(used, said);
  }

  @TestFactory
  Stream<DynamicTest> everySettingIsDocumentedWithItsDefault() {
    return Arrays.stream(GatewayConfig.class.getMethods())
        .filter(method -> method.isAnnotationPresent(WithDefault.class))
        .filter(method -> !ADDRESSES.contains(method.getName()))
        .filter(method -> !method.getAnnotation(WithDefault.class).value().startsWith("${"))
        .map(
            method ->
                dynamicTest(
                    method.getName(),
                    () ->
                        assertEquals(
                            method.getAnnotation(WithDefault.class).value(),
                            cell(variable(key(method))).replace(" ", ""))));
  }

  private static String key(Method method) {
    WithName name = method.getAnnotation(WithName.class);
    return name == null ? method.getName() : name.value();
  }

  @TestFactory
  Stream<DynamicTest> theExamplesOfClientMessagesAreValid() {
    String sent =
        page.substring(page.indexOf("\n## Client to server"), page.indexOf("\n## Server to"));
    return EXAMPLES
        .matcher(sent)
        .results()
        .flatMap(block -> Stream.of(block.group(1).split("(?m)^(?=\\{)")))
        .map(text -> dynamicTest(text, () -> assertNull(check(text))));
  }

  @Test
  void messagesHaveTheDocumentedSizeLimit() {
    int bytes = limit("message");
    assertFalse(FrameLimit.exceededBy(Buffer.buffer(new byte[bytes])));
    assertTrue(FrameLimit.exceededBy(Buffer.buffer(new byte[bytes + 1])));
  }

  @TestFactory
  Stream<DynamicTest> everyFieldHasTheDocumentedLimit() {
    return Stream.of(
        limited("`sdp`", ErrorCode.PAYLOAD_TOO_LARGE, n -> offer("x".repeat(n))),
        limited("`candidate`", ErrorCode.PAYLOAD_TOO_LARGE, n -> candidate("x".repeat(n - 3))),
        limited("`e2ee`", ErrorCode.PAYLOAD_TOO_LARGE, n -> key("x".repeat(n - 8))),
        limited("`requestId`", n -> json("{'type':'sync','requestId':'%s'}", "x".repeat(n))),
        limited("`idempotencyKey`", n -> call(1, "x".repeat(n))),
        limited("`deviceId`", n -> register("x".repeat(n), "", "")),
        limited("`deviceName`", n -> register("x", "x".repeat(n), "")),
        limited("`platform`", n -> register("x", "", "x".repeat(n))),
        limited("`calleeIds`, `userIds`", n -> call(n, "k")),
        limited("`calleeIds`, `userIds`", ProtocolLimitsTest::invite),
        limited("`links`", n -> quality(1, n)),
        limited("`tiles`", n -> view(n, 180)),
        limited("`height`", n -> view(1, n)),
        limited("`periodMs`", n -> quality(n, 1)));
  }

  @Test
  void socketsHaveTheDocumentedRateLimit() {
    SocketRateLimiter burst = new SocketRateLimiter(0);
    int passed = passes(burst, 0);
    int refused = 1; // the message that ended the burst
    while (burst.next(0) instanceof SocketRateLimiter.Limited) {
      refused++;
    }
    assertEquals(limit("messages in a burst"), passed);
    assertEquals(limit("messages over the rate within 10 s"), refused);

    SocketRateLimiter steady = new SocketRateLimiter(0);
    passes(steady, 0);
    assertEquals(limit("messages per second and socket"), passes(steady, 1_000_000_000L));
  }

  private static int passes(SocketRateLimiter rateLimiter, long at) {
    int passed = 0;
    while (rateLimiter.next(at) instanceof SocketRateLimiter.Allowed) {
      passed++;
    }
    return passed;
  }

  private DynamicTest limited(String row, IntFunction<String> message) {
    return limited(row, ErrorCode.INVALID_MESSAGE, message);
  }

  /// @param message makes a message with this number of characters, bytes or elements
  private DynamicTest limited(String row, ErrorCode beyond, IntFunction<String> message) {
    return dynamicTest(
        row,
        () -> {
          int most = limit(row);
          assertNull(check(message.apply(most)));
          WireError error = check(message.apply(most + 1));
          assertEquals(beyond, error == null ? null : error.code());
          assertTrue(line(row).contains("`" + beyond + "`"), () -> line(row));
        });
  }

  private static @Nullable WireError check(String json) throws Exception {
    SignalingMessage message = JsonCodec.decode(json);
    return MessageValidator.check(message, SENDER);
  }

  private static String offer(String sdp) {
    return json("{'type':'offer',CALL,'payload':{'sdp':{'type':'offer','sdp':'%s'}}}", sdp);
  }

  private static String candidate(String text) {
    return json("{'type':'ice_candidate',CALL,'payload':{'candidate':{'candidate':'%s'}}}", text);
  }

  private static String key(String text) {
    return json("{'type':'e2ee',CALL,'payload':{'k':'%s'}}", text);
  }

  private static String register(String id, String name, String platform) {
    return json(
        "{'type':'register','payload':{'deviceId':'%s','deviceName':'%s','platform':'%s'}}",
        id, name, platform);
  }

  private static String call(int callees, String key) {
    return json(
        "{'type':'initiate_call','idempotencyKey':'%s',"
            + "'payload':{'callType':'audio','calleeIds':[%s]}}",
        key, users(callees));
  }

  private static String invite(int users) {
    return json("{'type':'invite',CALL,'payload':{'userIds':[%s]}}", users(users));
  }

  private static String quality(int periodMs, int links) {
    String each = "{'userId':'sfu'}" + ",{'userId':'sfu'}".repeat(links - 1);
    return json("{'type':'quality',CALL,'payload':{'periodMs':%s,'links':[%s]}}", periodMs, each);
  }

  private static String view(int tiles, int height) {
    String tile = "{'userId':'%s','kind':'camera','height':%s}".formatted(SENDER, height);
    return json(
        "{'type':'view',CALL,'payload':{'tiles':[%s]}}", tile + ("," + tile).repeat(tiles - 1));
  }

  private static String users(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'" + new UUID(0x4000, 0x8000_0000_0000_0000L + i) + "'")
        .collect(Collectors.joining(","));
  }

  private static String json(String form, Object... values) {
    return form.formatted(values).replace('\'', '"').replace("CALL", CALL);
  }

  /// The limit in a row of the table; KiB are converted to bytes.
  private int limit(String row) {
    String[] parts = cell(row).split(" ", 2);
    int number = Integer.parseInt(parts[0].replace(",", ""));
    return parts.length > 1 && parts[1].equals("KiB") ? number * 1024 : number;
  }

  private String cell(String row) {
    return line(row).split(" \\| ")[1].strip();
  }

  private String line(String row) {
    Matcher line = Pattern.compile("(?m)^\\| " + Pattern.quote(row) + " \\| .*$").matcher(limits());
    assertTrue(line.find(), () -> "docs/protocol.md, Limits: no row for " + row);
    return line.group();
  }

  private String limits() {
    return page.substring(page.indexOf("\n## Limits"), page.indexOf("\n## Guarantees"));
  }

  private static String variable(String key) {
    String name = key.replaceAll("(?=[A-Z])", "_").replace('-', '_').toUpperCase(Locale.ROOT);
    return "`VISAVIS_GATEWAY_" + name + "`";
  }
}
