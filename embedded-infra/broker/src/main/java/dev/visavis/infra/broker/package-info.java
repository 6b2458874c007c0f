/// A Kafka node that is both broker and controller, in its own JVM.
@NullMarked
package dev.visavis.infra.broker;

import org.jspecify.annotations.NullMarked;
