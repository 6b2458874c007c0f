/// `GET /api/presence`.
@NullMarked
package dev.visavis.presence.api;

import org.jspecify.annotations.NullMarked;
