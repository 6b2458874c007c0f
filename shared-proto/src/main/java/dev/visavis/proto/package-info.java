/// Shared by all modules: the generated types of the schema, their JSON form, the topics and the
/// derivation of call ids.
@NullMarked
package dev.visavis.proto;

import org.jspecify.annotations.NullMarked;
