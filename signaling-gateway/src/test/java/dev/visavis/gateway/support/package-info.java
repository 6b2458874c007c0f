/// Test support: a running gateway, its clients, and replacements for the other services.
@NullUnmarked
package dev.visavis.gateway.support;

import org.jspecify.annotations.NullUnmarked;
