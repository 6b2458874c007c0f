/// Access tokens: the format check and the session id.
@NullMarked
package dev.visavis.support.token;

import org.jspecify.annotations.NullMarked;
