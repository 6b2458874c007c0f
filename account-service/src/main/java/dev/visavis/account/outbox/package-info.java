/// Profiles and revocations for Kafka: written with the change and published after it.
@NullMarked
package dev.visavis.account.outbox;

import org.jspecify.annotations.NullMarked;
