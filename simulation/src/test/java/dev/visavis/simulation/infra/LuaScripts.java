package dev.visavis.simulation.infra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.VarArgFunction;

/// Runs the Lua scripts of presence-service unchanged, except for an injected bug.
final class LuaScripts {
  private static final Map<String, Prototype> COMPILED = new ConcurrentHashMap<>();

  /// Redis's error `NOSCRIPT`.
  static final class UnknownScript extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, Prototype> known = new HashMap<>();
  private final InjectedBug bug;
  private final Globals globals = new Globals();

  LuaScripts(MemoryRedis redis, InjectedBug bug) {
    this.bug = bug;
    globals.load(new BaseLib());
    LoadState.install(globals);
    LuaC.install(globals);
    LuaTable library = new LuaTable();
    library.set(
        "call",
        new VarArgFunction() {
          @Override
          public Varargs invoke(Varargs words) {
            List<String> command = new ArrayList<>(words.narg());
            for (int i = 1; i <= words.narg(); i++) {
              command.add(text(words.arg(i)));
            }
            return toLua(redis.call(command));
          }
        });
    globals.set("redis", library);
  }

  void forget() {
    known.clear();
  }

  String load(String source) {
    String digest = sha1(source);
    known.put(digest, COMPILED.computeIfAbsent(bug.inScript(source), LuaScripts::compile));
    return digest;
  }

  /// `EVALSHA digest number-of-keys keys… args…`
  @Nullable Object eval(List<String> words) {
    Prototype script = known.get(words.get(1));
    if (script == null) {
      throw new UnknownScript();
    }
    int keys = Integer.parseInt(words.get(2));
    globals.set("KEYS", table(words.subList(3, 3 + keys)));
    globals.set("ARGV", table(words.subList(3 + keys, words.size())));
    return fromLua(new LuaClosure(script, globals).call());
  }

  private static String sha1(String source) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Prototype compile(String source) {
    try {
      return LuaC.instance.compile(new ByteArrayInputStream(source.getBytes(UTF_8)), "script");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LuaTable table(List<String> texts) {
    LuaTable table = new LuaTable();
    for (int i = 0; i < texts.size(); i++) {
      table.set(i + 1, lua(texts.get(i)));
    }
    return table;
  }

  private static LuaString lua(String text) {
    return LuaString.valueUsing(text.getBytes(ISO_8859_1));
  }

  private static String text(LuaValue value) {
    LuaString string = value.checkstring();
    return new String(string.m_bytes, string.m_offset, string.m_length, ISO_8859_1);
  }

  private static LuaValue toLua(@Nullable Object answer) {
    return switch (answer) {
      case null -> LuaValue.FALSE;
      case Long number -> LuaValue.valueOf(number.doubleValue());
      case String text -> lua(text);
      case List<?> list -> {
        LuaTable table = new LuaTable();
        for (int i = 0; i < list.size(); i++) {
          table.set(i + 1, toLua(list.get(i)));
        }
        yield table;
      }
      default -> throw new IllegalArgumentException("not a reply of Redis: " + answer);
    };
  }

  private static @Nullable Object fromLua(LuaValue value) {
    if (value instanceof LuaTable table) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 1; i <= table.length(); i++) {
        list.add(fromLua(table.get(i)));
      }
      return list;
    }
    if (value.isboolean() || value.isnil()) {
      return value.toboolean() ? Long.valueOf(1) : null;
    }
    return value.isnumber() && !(value instanceof LuaString)
        ? (Object) value.tolong()
        : text(value);
  }
}
