/// Profiles and revocations on their way to Kafka: written with the change, published after it.
@NullMarked
package dev.visavis.account.outbox;

import org.jspecify.annotations.NullMarked;
