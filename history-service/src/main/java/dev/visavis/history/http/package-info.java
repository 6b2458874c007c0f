/// What all resources share: who asks, how ids and instants are written, what is told while the
/// database is away.
@NullMarked
package dev.visavis.history.http;

import org.jspecify.annotations.NullMarked;
