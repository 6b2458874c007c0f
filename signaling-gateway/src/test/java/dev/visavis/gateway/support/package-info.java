/// A gateway under test and what stands around it.
@NullUnmarked
package dev.visavis.gateway.support;

import org.jspecify.annotations.NullUnmarked;
