package dev.visavis.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Configures accounts; all keys are under `visavis.account`.
@ConfigMapping(prefix = "visavis.account")
public interface AccountConfig {
  Token token();

  Password password();

  Login login();

  SignUp signUp();

  /// Networks (CIDR) of trusted proxies, whose `X-Forwarded-For` and `X-Forwarded-Proto` are used.
  @WithDefault("127.0.0.0/8,::1/128")
  List<String> trustedProxies();

  /// The time limit for PostgreSQL; a slower request gets 503.
  @WithDefault("PT3S")
  Duration databaseTimeout();

  /// The time between two checks of the outbox for rows of other instances.
  @WithDefault("PT1S")
  Duration outboxInterval();

  /// Whether to publish the profile of every user again at this start.
  @WithDefault("false")
  boolean publishProfiles();

  /// Whether a search without a query lists all users, for organizations in which all know each
  /// other. Otherwise it returns none.
  @WithDefault("false")
  boolean listEverybody();

  /// The password with which the operator's probe may create an account whose username begins with
  /// `system-`. Without it, nobody can create one.
  Optional<String> systemPassword();

  Limits limits();

  /// Requests of one user a minute, which is also the burst; each instance counts on its own.
  interface Limits {
    @WithDefault("240")
    int searchesPerMinute();

    /// Changes of the user's profile.
    @WithDefault("60")
    int profilesPerMinute();

    @WithDefault("60")
    int picturesPerMinute();

    /// Changes of contacts, blocks and devices.
    @WithDefault("1200")
    int listsPerMinute();

    /// All requests that only read.
    @WithDefault("1200")
    int readsPerMinute();

    @WithDefault("60")
    int renewalsPerMinute();
  }

  interface Token {
    /// The claim `iss` of issued tokens.
    @WithDefault("visavis")
    String issuer();

    /// The lifetime of an access token and its cookie.
    @WithDefault("PT12H")
    Duration lifetime();

    /// How long after the sign-in a token can be renewed; then the user must sign in again.
    @WithDefault("P30D")
    Duration sessionLifetime();

    /// The age at which a signing key is replaced.
    @WithDefault("P30D")
    Duration rotateAfter();

    /// How long a new key is published before it signs, so that every verifier has read it.
    @WithDefault("PT1H")
    Duration publishAhead();

    /// The time between two reads of the keys from the database.
    @WithDefault("PT30S")
    Duration refreshInterval();
  }

  /// Argon2id parameters for new hashes. A stored hash keeps its own, and is replaced at the next
  /// login.
  interface Password {
    /// Memory of one hash, in KiB.
    @WithDefault("19456")
    int memoryKib();

    /// Passes over that memory.
    @WithDefault("2")
    int iterations();

    /// Lanes of one hash.
    @WithDefault("1")
    int parallelism();

    /// Threads that hash passwords; 0: one for each processor.
    @WithDefault("0")
    int threads();

    /// The maximum number of hashes that wait for a thread; further requests get 503.
    @WithDefault("256")
    int queue();
  }

  interface Login {
    /// Wrong passwords for one username before it has to wait.
    @WithDefault("10")
    int freeAttemptsPerUsername();

    /// The longest wait after wrong passwords for one username. It is short, because other people
    /// can cause it.
    @WithDefault("PT1M")
    Duration longestWaitPerUsername();

    /// Wrong passwords from one address before it has to wait; loopback never waits.
    @WithDefault("30")
    int freeAttemptsPerAddress();

    /// The longest wait after wrong passwords from one address.
    @WithDefault("PT15M")
    Duration longestWaitPerAddress();

    /// The first wait; it doubles with each further wrong password.
    @WithDefault("PT1S")
    Duration firstWait();

    /// The time without attempts after which wrong passwords are forgotten.
    @WithDefault("PT30M")
    Duration forgetAfter();
  }

  interface SignUp {
    /// Accounts that one address may create within the window; loopback may create any number.
    @WithDefault("20")
    int perAddress();

    /// The window in which sign-ups are counted.
    @WithDefault("PT1H")
    Duration window();
  }
}
