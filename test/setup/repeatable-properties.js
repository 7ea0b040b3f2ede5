import fc from 'fast-check';

// Every run tries the same random cases, so that a failure is one of the change and can be repeated.
fc.configureGlobal({ seed: 20_260_101 });
