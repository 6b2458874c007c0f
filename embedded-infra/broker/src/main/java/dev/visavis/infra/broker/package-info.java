/// A Kafka node that is broker and controller in one, run as its own JVM.
@NullMarked
package dev.visavis.infra.broker;

import org.jspecify.annotations.NullMarked;
