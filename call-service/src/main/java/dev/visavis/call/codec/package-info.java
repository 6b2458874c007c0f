/// Between the schema and the core: commands in, facts and deliveries out, calls into the store and
/// back. Translates, decides nothing.
@NullMarked
package dev.visavis.call.codec;

import org.jspecify.annotations.NullMarked;
