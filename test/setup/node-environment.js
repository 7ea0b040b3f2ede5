import { TestEnvironment } from 'jest-environment-node';

/**
 * Native modules make their arrays in Node's own realm: inside Jest's they would be no `Float32Array`, which
 * onnxruntime-node checks for.
 */
export default class NativeArraysEnvironment extends TestEnvironment {
  constructor(...args) {
    super(...args);
    Object.assign(this.global, { Float32Array, Float64Array, Int32Array, BigInt64Array });
  }
}
