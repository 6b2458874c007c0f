/// What all of Visavis shares: the generated types of the schema, its JSON form, the topics and the
/// derivation of call ids.
@NullMarked
package dev.visavis.proto;

import org.jspecify.annotations.NullMarked;
