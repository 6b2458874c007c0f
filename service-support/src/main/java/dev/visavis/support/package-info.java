/// Code that several services share.
@NullMarked
package dev.visavis.support;

import org.jspecify.annotations.NullMarked;
