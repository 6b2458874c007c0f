/// Feeds the commands of the log to the core, one partition after the other, and carries its
/// answers out; keeps calls, their deadlines and what is needed to say the same again after a
/// crash. `CallEngine` knows nothing of Kafka; `CallProcessor` and `CallTopology` host it.
@NullMarked
package dev.visavis.call.engine;

import org.jspecify.annotations.NullMarked;
