package dev.visavis.account.password;

import dev.visavis.account.AccountConfig;
import dev.visavis.support.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Hashes passwords on its own few threads, so that a rush of logins costs neither the event
/// loop nor more memory than threads times the memory of one hash. Results come back on the
/// caller's context.
@Startup // its first hash is made before there is anybody to wait for it
@ApplicationScoped
public class PasswordHasher {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final PasswordHash.Cost cost;
  private final PasswordHash dummyHash;
  private final ThreadPoolExecutor threads;
  private final Timer timer;

  PasswordHasher(AccountConfig config, MeterRegistry metrics) {
    AccountConfig.Password settings = config.password();
    cost =
        new PasswordHash.Cost(settings.memoryKib(), settings.iterations(), settings.parallelism());
    dummyHash = PasswordHash.of("nobody's password", cost);
    int size =
        settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.queue()),
            Thread.ofPlatform().name("password-", 0).daemon().factory());
    timer = metrics.timer("visavis.account.password.hash");
    metrics.gauge("visavis.account.password.waiting", threads.getQueue(), queue -> queue.size());
  }

  /// What a check found.
  ///
  /// @param rehashed the password's new PHC string, where the stored one was made at another
  /// cost
  public record Verdict(boolean matches, @Nullable String rehashed) {}

  /// The PHC string to store. Fails with a 503 problem when too many wait already.
  public Uni<String> hash(String password) {
    return onThreads(() -> PasswordHash.of(password, cost).phc());
  }

  /// Takes the same time whether there is a stored hash or not.
  ///
  /// @param phc null: there is no such user
  public Uni<Verdict> verify(String password, @Nullable String phc) {
    return onThreads(() -> check(password, phc));
  }

  private Verdict check(String password, @Nullable String phc) {
    if (phc == null) {
      dummyHash.matches(password);
      return new Verdict(false, null);
    }
    PasswordHash stored = PasswordHash.parse(phc);
    if (!stored.matches(password)) {
      return new Verdict(false, null);
    }
    boolean current = stored.cost().equals(cost);
    return new Verdict(true, current ? null : PasswordHash.of(password, cost).phc());
  }

  private <T> Uni<T> onThreads(Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context caller = Vertx.currentContext();
              try {
                threads.execute(() -> emit(emitter, work, caller));
              } catch (RejectedExecutionException e) {
                emitter.fail(
                    Problem.unavailable(RETRY_AFTER, "Too many people sign in at this moment."));
              }
            });
  }

  private <T> void emit(UniEmitter<? super T> emitter, Callable<T> work, @Nullable Context caller) {
    Runnable answer = measured(emitter, work);
    if (caller == null) {
      answer.run();
    } else {
      caller.runOnContext(ignored -> answer.run());
    }
  }

  private <T> Runnable measured(UniEmitter<? super T> emitter, Callable<T> work) {
    try {
      T result = timer.recordCallable(work);
      return () -> emitter.complete(result);
    } catch (Exception e) {
      return () -> emitter.fail(e);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
