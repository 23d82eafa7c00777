/** Makes XML signatures: XAdES baseline signatures (ETSI EN 319 132-1), in two phases as PAdES are made. */
package vn.khue.signature.xades;
