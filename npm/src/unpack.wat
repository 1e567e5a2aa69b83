;; Writes the package's module from its packed form: xtask/src/package/pack.rs says what that is. It runs before anything
;; else does, so it is kept to what a loop over tables needs.
;;
;; Memory: words that say where each stream goes on, which is the stream's name here: 0 symbols, 4 what is copied, from 12
;; numbers; at 8, where the symbols end. Behind them the packed text, in UTF-8; then the table of symbols, and the module.
(module
  (memory (export "memory") 1)
  (global $end (mut i32) (i32.const 0))

  ;; The next character of a stream, U+0001 to U+00FF. Behind U+0019 it is one too high: that makes zero, and U+0019.
  (func $next (param $stream i32) (result i32)
    (local $at i32) (local $character i32)
    (local.set $character (i32.load8_u (local.tee $at (i32.load (local.get $stream)))))
    (if (i32.ge_u (local.get $character) (i32.const 0x80))
      (then
        (local.set $character
          (i32.or
            (i32.and (i32.shl (local.get $character) (i32.const 6)) (i32.const 0xc0))
            (i32.and (i32.load8_u offset=1 (local.get $at)) (i32.const 0x3f))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))))
    (if (i32.eq (local.get $character) (i32.const 0x19))
      (then
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (local.set $character (i32.sub (i32.load8_u (local.get $at)) (i32.const 1)))))
    (i32.store (local.get $stream) (i32.add (local.get $at) (i32.const 1)))
    (local.get $character))

  (func $put (param $byte i32)
    (i32.store8 (global.get $end) (local.get $byte))
    (global.set $end (i32.add (global.get $end) (i32.const 1))))

  ;; Bytes as they are, but that 0 and 42 have changed places.
  (func $copy (param $stream i32) (param $count i32)
    (local $byte i32)
    (block $done
      (loop $more
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $byte (call $next (local.get $stream)))
        (call $put
          (select
            (i32.xor (local.get $byte) (i32.const 42))
            (local.get $byte)
            (i32.or (i32.eqz (local.get $byte)) (i32.eq (local.get $byte) (i32.const 42)))))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $more))))

  ;; Two bytes say how many follow.
  (func $counted (param $stream i32)
    (call $copy (local.get $stream)
      (i32.or (call $next (local.get $stream)) (i32.shl (call $next (local.get $stream)) (i32.const 8)))))

  ;; `at` is where the table goes; the module stands `$table` bytes behind. Gives the module's checksum.
  (func (export "unpack") (param $at i32) (param $table i32) (param $head i32) (param $tail i32) (result i32)
    (local $start i32) (local $symbol i32) (local $stream i32) (local $sum i32)
    (global.set $end (local.get $at))
    (call $copy (i32.const 4) (local.get $table))
    (call $copy (i32.const 4) (local.get $head))
    (loop $function
      ;; Three bytes for its length, which is known at its end.
      (local.set $start (global.get $end))
      (global.set $end (i32.add (local.get $start) (i32.const 3)))
      (call $counted (i32.const 4))
      (loop $instruction
        (local.set $symbol (i32.add (local.get $at) (i32.mul (call $next (i32.const 0)) (i32.const 3))))
        (call $put (i32.load8_u (local.get $symbol)))
        ;; An immediate that is the symbol's own; 255 is none.
        (if (i32.ne (i32.load8_u offset=1 (local.get $symbol)) (i32.const 255))
          (then (call $put (i32.load8_u offset=1 (local.get $symbol)))))
        (local.set $stream (i32.load8_u offset=2 (local.get $symbol)))
        ;; 0 is none, 1 the end of a function, 4 what is counted; the others hold numbers in LEB128, masked.
        (if (i32.eq (local.get $stream) (i32.const 4))
          (then (call $counted (local.get $stream))))
        (if (i32.gt_u (local.get $stream) (i32.const 4))
          (then
            (loop $number
              (call $put (local.tee $symbol (i32.xor (call $next (local.get $stream)) (i32.const 42))))
              (br_if $number (i32.ge_u (local.get $symbol) (i32.const 0x80))))))
        (br_if $instruction (i32.ne (local.get $stream) (i32.const 1))))
      (local.set $symbol (i32.sub (i32.sub (global.get $end) (local.get $start)) (i32.const 3)))
      (i32.store8 (local.get $start) (i32.or (local.get $symbol) (i32.const 0x80)))
      (i32.store8 offset=1 (local.get $start) (i32.or (i32.shr_u (local.get $symbol) (i32.const 7)) (i32.const 0x80)))
      (i32.store8 offset=2 (local.get $start) (i32.shr_u (local.get $symbol) (i32.const 14)))
      (br_if $function (i32.ne (i32.load (i32.const 0)) (i32.load (i32.const 8)))))
    (call $copy (i32.const 4) (local.get $tail))
    (local.set $sum (i32.const 0))
    (local.set $at (i32.add (local.get $at) (local.get $table)))
    ;; Four bytes at a time; behind the end lie zeros.
    (loop $word
      (local.set $sum
        (i32.add (i32.mul (local.get $sum) (i32.const 31)) (i32.load align=1 (local.get $at))))
      (br_if $word
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (global.get $end))))
    (local.get $sum)))
