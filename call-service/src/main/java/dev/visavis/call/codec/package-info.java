/// Converts between the protobuf schema and the domain: reads commands, writes public events and
/// deliveries, and stores and restores calls. Decides nothing.
@NullMarked
package dev.visavis.call.codec;

import org.jspecify.annotations.NullMarked;
