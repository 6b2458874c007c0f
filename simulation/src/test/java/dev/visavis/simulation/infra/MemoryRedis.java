package dev.visavis.simulation.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The commands of Redis that presence-service uses, on virtual time. A string contains one byte in
/// each character. A reply is null, a `Long`, a string or a list of replies.
public final class MemoryRedis {
  private final VirtualClock clock;
  private final LuaScripts scripts;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Long> expiries = new HashMap<>();
  private int run;
  private boolean unavailable;

  public MemoryRedis(VirtualClock clock, InjectedBug bug) {
    this.clock = clock;
    this.scripts = new LuaScripts(this, bug);
  }

  /// Deletes everything, including leases, as a restart without a disk does.
  public void empty() {
    values.clear();
    expiries.clear();
    scripts.forget();
    run++;
  }

  public void unavailable(boolean nowAway) {
    unavailable = nowAway;
  }

  public boolean isUnavailable() {
    return unavailable;
  }

  /// Redis's run id, which changes with each restart.
  public String run() {
    return "run-" + run;
  }

  @Nullable
  public Object call(List<String> words) {
    String command = words.getFirst();
    if (command.equals("EVALSHA")) {
      return scripts.eval(words);
    }
    if (command.equals("SCRIPT")) {
      return scripts.load(words.get(2));
    }
    String key = words.get(1);
    expire(key);
    return switch (command) {
      case "GET" -> values.get(key);
      case "SET" -> set(key, words);
      case "DEL", "UNLINK" -> values.remove(key) == null ? 0L : 1L;
      case "EXISTS" -> values.containsKey(key) ? 1L : 0L;
      case "MGET" -> words.subList(1, words.size()).stream().map(this::text).toList();
      case "EXPIRE" -> expireIn(key, 1_000 * Long.parseLong(words.get(2)));
      case "PEXPIRE" -> expireIn(key, Long.parseLong(words.get(2)));
      case "PERSIST" -> expiries.remove(key) == null ? 0L : 1L;
      case "HGET" -> hash(key).get(words.get(2));
      case "HGETALL" -> flat(hash(key));
      case "HVALS" -> new ArrayList<Object>(hash(key).values());
      case "HMGET" -> {
        List<@Nullable Object> found = new ArrayList<>();
        words.subList(2, words.size()).forEach(field -> found.add(hash(key).get(field)));
        yield found;
      }
      case "HSET" -> hset(key, words);
      case "HLEN" -> (long) hash(key).size();
      case "HDEL" -> hash(key).remove(words.get(2)) == null ? 0L : 1L;
      case "ZADD" -> 0L; // notifications of followers, which are not simulated
      case "SADD" -> set(key).add(words.get(2)) ? 1L : 0L;
      case "SREM" -> set(key).remove(words.get(2)) ? 1L : 0L;
      case "SCARD" -> (long) set(key).size();
      case "SMEMBERS" -> new ArrayList<Object>(set(key));
      case "SRANDMEMBER" ->
          new ArrayList<Object>(set(key).stream().limit(Long.parseLong(words.get(2))).toList());
      default -> throw new IllegalArgumentException("not simulated: " + command);
    };
  }

  private String text(String key) {
    expire(key);
    return values.get(key) instanceof String text ? text : "";
  }

  private @Nullable Object set(String key, List<String> words) {
    Object before = values.get(key);
    if (words.contains("NX") && before != null) {
      return null;
    }
    values.put(key, words.get(2));
    expiries.remove(key);
    for (int i = 3; i + 1 < words.size(); i++) {
      if (words.get(i).equals("PX")) {
        expireIn(key, Long.parseLong(words.get(i + 1)));
      } else if (words.get(i).equals("EX")) {
        expireIn(key, 1_000 * Long.parseLong(words.get(i + 1)));
      }
    }
    return words.contains("GET") ? before : "OK";
  }

  private long expireIn(String key, long ms) {
    if (!values.containsKey(key)) {
      return 0;
    }
    expiries.put(key, clock.nowMs() + ms);
    return 1;
  }

  private void expire(String key) {
    Long at = expiries.get(key);
    if (at != null && at <= clock.nowMs()) {
      values.remove(key);
      expiries.remove(key);
    }
  }

  private long hset(String key, List<String> words) {
    long added = 0;
    for (int i = 2; i + 1 < words.size(); i += 2) {
      added += hash(key).put(words.get(i), words.get(i + 1)) == null ? 1 : 0;
    }
    return added;
  }

  @SuppressWarnings("unchecked")
  private TreeMap<String, String> hash(String key) {
    return (TreeMap<String, String>) values.computeIfAbsent(key, none -> new TreeMap<>());
  }

  @SuppressWarnings("unchecked")
  private TreeSet<String> set(String key) {
    return (TreeSet<String>) values.computeIfAbsent(key, none -> new TreeSet<>());
  }

  private static List<Object> flat(Map<String, String> hash) {
    List<Object> flat = new ArrayList<>(2 * hash.size());
    hash.forEach(
        (key, value) -> {
          flat.add(key);
          flat.add(value);
        });
    return flat;
  }
}
