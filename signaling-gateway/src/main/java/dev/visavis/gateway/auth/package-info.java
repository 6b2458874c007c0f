/// Who is at the other end: tokens, keys, origins, checked at the upgrade.
@NullMarked
package dev.visavis.gateway.auth;

import org.jspecify.annotations.NullMarked;
