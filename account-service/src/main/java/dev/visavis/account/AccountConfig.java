package dev.visavis.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What can be set about accounts, each key under `visavis.account`.
@ConfigMapping(prefix = "visavis.account")
public interface AccountConfig {
  Token token();

  Password password();

  Login login();

  SignUp signUp();

  /// Networks (CIDR) whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: the edge's.
  @WithDefault("127.0.0.0/8,::1/128")
  List<String> trustedProxies();

  /// How long an answer waits for PostgreSQL before it is a 503.
  @WithDefault("PT3S")
  Duration databaseTimeout();

  /// How often the outbox is looked through for what no signal announced.
  @WithDefault("PT1S")
  Duration outboxInterval();

  /// Whether this start publishes the profile of every user again, for others to learn them anew.
  @WithDefault("false")
  boolean publishProfiles();

  /// Whether a search without a query lists everybody, for a house where all know each other; else
  /// it finds nobody.
  @WithDefault("false")
  boolean listEverybody();

  /// With this password an account whose username begins with `system-` can be made: the probe's.
  /// Without it nobody can make one.
  Optional<String> systemPassword();

  Limits limits();

  /// Requests of one user in a minute, and as many at once; each instance counts for itself.
  interface Limits {
    @WithDefault("240")
    int searchesPerMinute();

    /// Changes of the profile.
    @WithDefault("60")
    int profilesPerMinute();

    @WithDefault("60")
    int picturesPerMinute();

    /// Changes of contacts, blocks and devices.
    @WithDefault("1200")
    int listsPerMinute();

    /// Everything that only reads.
    @WithDefault("1200")
    int readsPerMinute();

    @WithDefault("60")
    int renewalsPerMinute();
  }

  interface Token {
    /// The claim `iss` of the tokens that are issued here.
    @WithDefault("visavis")
    String issuer();

    /// How long an access token and its cookie are good for.
    @WithDefault("PT12H")
    Duration lifetime();

    /// How long after a sign-in its tokens can be renewed; then one has to sign in again.
    @WithDefault("P30D")
    Duration sessionLifetime();

    /// The age at which a signing key gets its successor.
    @WithDefault("P30D")
    Duration rotateAfter();

    /// How long a new key is published before it signs, so that every verifier has seen it by
    /// then.
    @WithDefault("PT1H")
    Duration publishAhead();

    /// How often the keys are read again from the database.
    @WithDefault("PT30S")
    Duration refreshInterval();
  }

  /// Argon2id; a stored hash keeps its own parameters, and is renewed at the next login.
  interface Password {
    /// Memory for each hash, in KiB.
    @WithDefault("19456")
    int memoryKib();

    /// Passes over that memory.
    @WithDefault("2")
    int iterations();

    /// Lanes of each hash.
    @WithDefault("1")
    int parallelism();

    /// Threads that hash; 0: one for each processor.
    @WithDefault("0")
    int threads();

    /// Hashes that may wait for a thread; past it, requests are refused with 503.
    @WithDefault("256")
    int queue();
  }

  interface Login {
    /// Wrong passwords for one username that go unpunished.
    @WithDefault("10")
    int freeAttemptsPerUsername();

    /// The longest wait that wrong passwords for one username can bring: short, since others
    /// can cause it.
    @WithDefault("PT1M")
    Duration longestWaitPerUsername();

    /// Wrong passwords from one address that go unpunished; loopback is never punished.
    @WithDefault("30")
    int freeAttemptsPerAddress();

    /// The longest wait that wrong passwords from one address can bring.
    @WithDefault("PT15M")
    Duration longestWaitPerAddress();

    /// The wait after the first wrong password too many; it doubles with each further one.
    @WithDefault("PT1S")
    Duration firstWait();

    /// Quiet time after which wrong passwords are forgotten.
    @WithDefault("PT30M")
    Duration forgetAfter();
  }

  interface SignUp {
    /// Accounts that one address may make within the window; loopback may make any number.
    @WithDefault("20")
    int perAddress();

    /// The window that sign-ups are counted in.
    @WithDefault("PT1H")
    Duration window();
  }
}
