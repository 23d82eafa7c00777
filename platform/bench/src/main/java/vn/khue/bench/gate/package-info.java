/** Our gate and stock Keycloak side by side under the load of people who sign in. */
package vn.khue.bench.gate;
