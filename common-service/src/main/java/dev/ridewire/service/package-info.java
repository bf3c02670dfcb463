/** Parts that every service needs and that are neither messaging nor HTTP. */
@NullMarked
package dev.ridewire.service;

import org.jspecify.annotations.NullMarked;
