/// What the services read out of access tokens alike.
@NullMarked
package dev.visavis.support.token;

import org.jspecify.annotations.NullMarked;
