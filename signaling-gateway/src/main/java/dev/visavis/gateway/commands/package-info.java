/// From messages of devices to records in Kafka.
@NullMarked
package dev.visavis.gateway.commands;

import org.jspecify.annotations.NullMarked;
