/**
 * What every Khuê web app stands on: one login, one look, one way to fail. A Spring Boot auto-configuration: an app that
 * has this library on its class path and sets {@code khue.web.*} has all of it.
 */
package vn.khue.web;
