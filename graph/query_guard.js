// Runs before a script and returns what the script is to have for g. The engine
// looks whether it is to stop between two steps of a script, never inside a
// function of its own: here those functions learn to refuse what would take
// them long, or make far more than they are given. maxText is the longest text
// that they make, in characters, and maxItems the most elements that they go
// through.
(function (g, maxText, maxItems) {
  'use strict';
  const { apply, getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const { isArray } = Array;
  const { stringify, parse } = JSON;
  const { keys, getOwnPropertyNames } = Object;
  const replaceText = String.prototype.replace, includes = String.prototype.includes, indexOf = String.prototype.indexOf;
  const join = Array.prototype.join;
  const maxDepth = 200;

  const refuse = (what) => { throw new RangeError(what + ': more than a query may make'); };
  // has sets a method as the engine's own are set: not to be listed.
  const set = (object, name, value) => defineProperty(object, name, { value, writable: true, configurable: true });
  // wrap puts a method in the place of one; make is given the one that was.
  const wrap = (object, name, make) => {
    const inner = object[name];
    if (typeof inner === 'function') set(object, name, make(inner));
  };

  // sized returns the length of what a function of arrays goes through. Of what
  // is no array the length must be a plain number: one that is computed may
  // differ when it is asked for again.
  const sized = (list, what) => {
    if (list === null || list === undefined) return 0;
    if (!isArray(list) && typeof list === 'object') {
      const own = getOwnPropertyDescriptor(list, 'length');
      if (own ? typeof own.value !== 'number' : 'length' in list) throw new TypeError(what + ': not an array');
    }
    const n = Number(list.length) || 0;
    if (n > maxItems) refuse(what);
    return n;
  };

  // Texts.
  const text = (s, what) => {
    if (s === null || s === undefined) throw new TypeError(what + ': not a text');
    return String(s);
  };
  const S = String.prototype;
  wrap(S, 'repeat', (inner) => function repeat(count) {
    const s = text(this, 'repeat'), n = Number(count);
    if (s.length * n > maxText) refuse('repeat');
    return apply(inner, s, [n]);
  });
  for (const name of ['padStart', 'padEnd']) {
    wrap(S, name, (inner) => function (length, fill) {
      const s = text(this, name), n = Number(length);
      if (n > maxText) refuse(name);
      return apply(inner, s, fill === undefined ? [n] : [n, String(fill)]);
    });
  }
  wrap(S, 'concat', (inner) => function concat(...parts) {
    const s = text(this, 'concat');
    let n = s.length;
    for (let i = 0; i < parts.length; i++) {
      parts[i] = String(parts[i]);
      n += parts[i].length;
      if (n > maxText) refuse('concat');
    }
    return apply(inner, s, parts);
  });
  // checkReplace refuses what could become too long if every place matched.
  const checkReplace = (s, by, around) => {
    let dollars = 0;
    for (let i = apply(indexOf, by, ['$']); i >= 0; i = apply(indexOf, by, ['$', i + 1])) dollars++;
    if (apply(includes, by, ['$`']) || apply(includes, by, ["$'"])) around = true;
    const n = s.length;
    if (n + (n + 1) * by.length + dollars * n * (around ? n : 1) > maxText) refuse('replace');
  };
  for (const name of ['replace', 'replaceAll']) {
    wrap(S, name, (inner) => function (pattern, by) {
      const s = text(this, name);
      if (typeof by !== 'function') by = String(by);
      if (pattern === null || pattern === undefined || pattern[Symbol.replace] === undefined || typeof pattern === 'string') {
        pattern = String(pattern);
        if (typeof by === 'string') checkReplace(s, by, false);
      }
      return apply(inner, s, [pattern, by]);
    });
  }
  wrap(RegExp.prototype, Symbol.replace, (inner) => function (s, by) {
    s = String(s);
    if (typeof by !== 'function') {
      by = String(by);
      checkReplace(s, by, apply(includes, String(this.source), ['(?']));
    }
    return apply(inner, this, [s, by]);
  });
  const inPieces = (object, name) => wrap(object, name, (inner) => function (first, second) {
    const onText = object === S;
    const s = onText ? text(this, 'split or match') : String(first);
    if (s.length > maxItems) refuse('split or match');
    if (onText) return second === undefined ? apply(inner, s, [first]) : apply(inner, s, [first, second]);
    return second === undefined ? apply(inner, this, [s]) : apply(inner, this, [s, second]);
  });
  for (const name of ['split', 'match', 'matchAll']) inPieces(S, name);
  for (const name of ['split', 'match', 'matchAll']) inPieces(RegExp.prototype, Symbol[name]);
  set(String, 'raw', undefined);

  // Arrays.
  const A = Array.prototype;
  const stack = [];
  const joined = function (separator) {
    const n = sized(this, 'join');
    separator = separator === undefined ? ',' : String(separator);
    for (let i = 0; i < stack.length; i++) if (stack[i] === this) return '';
    if (stack.length >= maxDepth) refuse('join');
    stack[stack.length] = this;
    try {
      const parts = [];
      let size = 0;
      for (let i = 0; i < n; i++) {
        const part = this[i] === null || this[i] === undefined ? '' : String(this[i]);
        size += part.length + separator.length;
        if (size > maxText) refuse('join');
        parts[i] = part;
      }
      return apply(join, parts, [separator]);
    } finally {
      stack.length--;
    }
  };
  const flat = (list, depth, out) => {
    const n = sized(list, 'flat');
    for (let i = 0; i < n; i++) {
      if (!(i in list)) continue;
      if (depth > 0 && isArray(list[i])) {
        flat(list[i], depth - 1, out);
      } else {
        if (out.length >= maxItems) refuse('flat');
        out[out.length] = list[i];
      }
    }
    return out;
  };
  const ownPlain = { constructor: 1, at: 1, push: 1, pop: 1, length: 1, toString: 1 };
  for (const name of getOwnPropertyNames(A)) {
    if (ownPlain[name] === 1) continue;
    wrap(A, name, (inner) => function (...args) {
      let n = sized(this, name);
      if (name === 'concat') {
        for (let i = 0; i < args.length; i++) if (typeof args[i] === 'object') n += sized(args[i], name);
        if (n > maxItems) refuse(name);
      }
      return apply(inner, this, args);
    });
  }
  set(A, 'join', joined);
  set(A, 'toLocaleString', function () { return apply(joined, this, []); });
  set(A, 'flat', function (depth) { return flat(this, depth === undefined ? 1 : Number(depth), []); });
  const map = A.map;
  set(A, 'flatMap', function (f, self) { return flat(apply(map, this, [f, self]), 1, []); });
  set(A, Symbol.iterator, A.values);
  wrap(Array, 'from', (inner) => function (list, ...rest) {
    if (list !== null && list !== undefined && list[Symbol.iterator] === undefined) sized(list, 'from');
    return apply(inner, this, [list, ...rest]);
  });
  wrap(Function.prototype, 'apply', (inner) => {
    const call = Function.prototype.call;
    const bound = call.bind(inner);
    return function (self, list) {
      sized(list, 'apply');
      return bound(this, self, list);
    };
  });
  // A step of an iterator that is a step of a script lets the engine stop there.
  for (const made of [[][Symbol.iterator](), ''[Symbol.iterator](), ''.matchAll(/x/g)]) {
    wrap(getPrototypeOf(made), 'next', (inner) => function next() { return apply(inner, this, []); });
  }

  // plain copies what JSON can hold, and counts it: values that stand in many
  // places are written out at each. Objects of the graph stay themselves.
  const opaque = [String.prototype, Number.prototype, Boolean.prototype, Date.prototype];
  const plain = (holder, key, value, left, depth, replace) => {
    if (value !== null && typeof value === 'object' && typeof value.toJSON === 'function') value = value.toJSON(key);
    if (replace) value = apply(replace, holder, [key, value]);
    left.items -= 1;
    left.text -= key.length + (typeof value === 'string' ? value.length : 8) + left.indent * depth;
    if (left.items < 0 || left.text < 0) refuse('JSON');
    if (value === null || typeof value !== 'object' || opaque.indexOf(getPrototypeOf(value)) >= 0) return value;
    if (depth > maxDepth) refuse('JSON nested ' + depth + ' deep, or in itself');
    if (isArray(value)) {
      const out = [], n = sized(value, 'JSON');
      for (let i = 0; i < n; i++) out[i] = plain(value, String(i), value[i], left, depth + 1, replace);
      return out;
    }
    const out = {}, names = keys(value);
    for (let i = 0; i < names.length; i++) {
      defineProperty(out, names[i], {
        value: plain(value, names[i], value[names[i]], left, depth + 1, replace), enumerable: true, writable: true, configurable: true,
      });
    }
    return out;
  };
  opaque.indexOf = A.indexOf;
  const budget = (indent) => ({ items: maxItems, text: maxText / 6, indent });
  JSON.stringify = function (value, replace, space) {
    if (typeof space === 'object' || typeof space === 'function') space = String(space);
    const f = typeof replace === 'function' ? replace : null;
    return stringify(plain({ '': value }, '', value, budget(space ? 10 : 0), 0, f), f ? null : replace, space);
  };
  JSON.parse = function (s, revive) {
    s = String(s);
    if (s.length > maxItems) refuse('JSON');
    let depth = 0;
    for (let i = 0; i < s.length; i++) {
      const c = s[i];
      if (c === '[' || c === '{') {
        if (++depth > maxDepth * 5) refuse('JSON');
      } else if (c === ']' || c === '}') depth--;
    }
    return parse(s, revive);
  };

  // What a query of a graph does without, and what could go around all this.
  for (const name of ['eval', 'BigInt', 'Proxy', 'Reflect', 'ArrayBuffer', 'DataView', 'Uint8Array', 'Uint8ClampedArray', 'Int8Array',
    'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
    delete globalThis[name];
  }
  for (const f of [function () {}, function* () {}, async function () {}]) set(getPrototypeOf(f), 'constructor', undefined);
  delete globalThis.Function;

  // Paths. One that is joined with itself is twice as large, and only when it is
  // run does the engine write it out. So a script gets a path in an envelope on
  // which its size is noted.
  const maxPath = 10000;
  const paths = new WeakMap(), sizes = new WeakMap();
  const { get, set: put } = WeakMap.prototype;
  const P = {};
  const enclose = (path, size) => {
    const envelope = Object.create(P);
    apply(put, paths, [envelope, path]);
    apply(put, sizes, [envelope, size]);
    return envelope;
  };
  const isPath = (v) => v !== null && typeof v === 'object' && !isArray(v) && 'followRecursive' in v && 'inPredicates' in v;
  for (const name of getOwnPropertyNames(g.V())) {
    set(P, name, function (...args) {
      const path = apply(get, paths, [this]);
      if (path === undefined) throw new TypeError(name + ': not a path');
      let size = apply(get, sizes, [this]) + 1;
      for (let i = 0; i < args.length; i++) {
        const other = args[i] !== null && typeof args[i] === 'object' ? apply(get, paths, [args[i]]) : undefined;
        if (other === undefined) continue;
        size += apply(get, sizes, [args[i]]);
        args[i] = other;
      }
      if (size > maxPath) refuse('a path of more than ' + maxPath + ' steps');
      const made = path[name](...args);
      return isPath(made) ? enclose(made, size) : made;
    });
  }

  // An emitted value is copied before it leaves the script.
  const guarded = Object.create(g);
  const emit = (value) => (value === undefined ? null : g.emit(plain({ '': value }, '', value, budget(0), 0, null)));
  set(guarded, 'emit', emit);
  set(guarded, 'Emit', emit);
  for (const name of ['V', 'Vertex', 'M', 'Morphism']) set(guarded, name, (...args) => enclose(g[name](...args), 1));
  return guarded;
})
