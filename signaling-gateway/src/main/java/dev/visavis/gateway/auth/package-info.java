/// Authentication: tokens, keys and origins, which are checked at the upgrade.
@NullMarked
package dev.visavis.gateway.auth;

import org.jspecify.annotations.NullMarked;
