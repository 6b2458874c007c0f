@NullMarked
package dev.visavis.devstack.repository;

import org.jspecify.annotations.NullMarked;
