/// Detects dead gateways, and declares their devices offline.
@NullMarked
package dev.visavis.presence.gateway;

import org.jspecify.annotations.NullMarked;
