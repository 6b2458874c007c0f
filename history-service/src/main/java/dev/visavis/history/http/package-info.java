/// Code that all resources share: the authenticated user, the format of ids and instants, the
/// response while PostgreSQL is unavailable.
@NullMarked
package dev.visavis.history.http;

import org.jspecify.annotations.NullMarked;
